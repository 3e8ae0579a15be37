// Shows what scripts/prerender.mjs has rendered of this page, until the app's code is there and takes its place.
(function () {
	var path = location.pathname;
	var root = document.getElementById("root");
	// On somebody else's page a widget is a card and no more.
	if (!root || path.indexOf("/widget/") === 0) return;
	var told = function (property) {
		var meta = document.querySelector('meta[property="og:' + property + '"]');
		return meta && meta.getAttribute("content");
	};
	// The server tells of a community what it knows of it.
	var words = { name: told("title"), description: told("description") };
	var page =
		path === "/" ? "home" : words.name && /^\/communities\/\d+$/.test(path) ? "community" : "other";
	var language = document.documentElement.lang === "en" ? "en" : "zh";
	var template = document.getElementById("shell-" + page + "-" + language);
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
		element.textContent = words[element.getAttribute("data-fill")] || "";
	});
	root.appendChild(shell);
})();
