import { createStore } from "@/lib/store";
import { recall, remember } from "@/lib/storage";

export type Theme = "system" | "light" | "dark";

function initial(): Theme {
	const kept = recall("theme");
	return kept === "light" || kept === "dark" ? kept : "system";
}

export const themeStore = createStore<Theme>(initial());

const dark = typeof matchMedia === "function" ? matchMedia("(prefers-color-scheme: dark)") : undefined;

function apply(): void {
	const theme = themeStore.get();
	document.documentElement.dataset.theme = theme === "system" ? (dark?.matches ? "dark" : "light") : theme;
}

themeStore.subscribe(apply);
dark?.addEventListener("change", apply);

export function setTheme(theme: Theme): void {
	remember("theme", theme === "system" ? null : theme);
	themeStore.set(theme);
}
