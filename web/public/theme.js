// Before the first paint: the theme that was chosen, or the system's, and the language.
(function () {
	var root = document.documentElement;
	var kept = function (key) {
		try {
			return localStorage.getItem("nutbox." + key);
		} catch {
			return null; // Storage is closed to us.
		}
	};
	var theme = kept("theme");
	if (theme !== "light" && theme !== "dark") {
		theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
	}
	root.dataset.theme = theme;
	var language = kept("language") || navigator.language;
	root.lang = /^zh/.test(language) ? "zh-CN" : "en";
})();
