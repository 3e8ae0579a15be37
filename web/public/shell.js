// Shows what scripts/prerender.mjs has rendered of this page, until the app's code is there and takes its place; and says
// so when that does not come.
(function () {
	var PATIENCE = 20000;
	var path = location.pathname;
	var root = document.getElementById("root");
	if (!root) return;
	var chinese = document.documentElement.lang !== "en";
	var told = function (property) {
		var meta = document.querySelector('meta[property="og:' + property + '"]');
		return meta && meta.getAttribute("content");
	};

	function show() {
		// On somebody else's page a widget is a card and no more.
		if (path.indexOf("/widget/") === 0) return;
		// The server tells of a community what it knows of it.
		var words = { name: told("title"), description: told("description") };
		var page =
			path === "/" ? "home" : words.name && /^\/communities\/\d+$/.test(path) ? "community" : "other";
		var template = document.getElementById("shell-" + page + "-" + (chinese ? "zh" : "en"));
		if (!template) return; // Not built: the development server.
		var shell = document.createElement("div");
		// Nothing of it answers yet.
		shell.inert = true;
		shell.setAttribute("aria-hidden", "true");
		shell.appendChild(template.content.cloneNode(true));
		shell.querySelectorAll("[data-style]").forEach(function (element) {
			// Markup may not carry styles here (the content security policy); scripts may set them.
			element.style.cssText = element.getAttribute("data-style");
			element.removeAttribute("data-style");
		});
		shell.querySelectorAll("[data-fill]").forEach(function (element) {
			var text = words[element.getAttribute("data-fill")];
			// As text alone, like the app's: with an element around it the same words would be of another size.
			// Who says nothing of itself has no line for it.
			if (text) element.replaceWith(text);
			else (element.closest("p") || element).remove();
		});
		root.appendChild(shell);
	}

	var notice;
	function add(parent, tag, language, text) {
		var element = document.createElement(tag);
		element.lang = language;
		element.textContent = text;
		parent.appendChild(element);
	}
	// In both languages: the words of neither may be there. Beside what is inert, so that it can be pressed.
	function say() {
		if (notice) return;
		notice = document.createElement("div");
		notice.className = "unloaded";
		notice.setAttribute("role", "alert");
		var reload = document.createElement("button");
		reload.type = "button";
		reload.addEventListener("click", function () {
			location.reload();
		});
		(chinese ? ["zh-CN", "en"] : ["en", "zh-CN"]).forEach(function (language) {
			var english = language === "en";
			add(
				notice,
				"p",
				language,
				english ? "The page could not be loaded. Reload it." : "页面未能载入，请重新加载。",
			);
			add(reload, "span", language, english ? "Reload" : "重新加载");
		});
		notice.appendChild(reload);
		root.insertBefore(notice, root.firstChild);
	}
	// The app's code or a part of it was not had, or broke before it had begun.
	function failed(event) {
		var it = event.target;
		var script = it && it.tagName === "SCRIPT" && it.type === "module";
		if (script || String(event.filename || "").indexOf(location.origin + "/assets/") === 0) say();
	}

	show();
	var timer = setTimeout(say, PATIENCE);
	addEventListener("error", failed, true);
	// src/app/main.tsx tells how it went.
	addEventListener("nutbox:failed", say);
	addEventListener("nutbox:started", function () {
		clearTimeout(timer);
		removeEventListener("error", failed, true);
		if (notice) notice.remove();
	});
})();
