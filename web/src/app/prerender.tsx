/**
 * What is to be seen while the app's code is on its way, as markup: rendered once when the app is built, by the app's own
 * components (scripts/prerender.mjs), and put on the page by public/shell.js. The app takes its place.
 */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
	createMemoryHistory,
	createRootRoute,
	createRoute,
	createRouter,
	RouterProvider,
} from "@tanstack/react-router";
import { renderToStaticMarkup } from "react-dom/server";
import { LANGUAGES, languageStore, loadLanguage, startI18n, type Language } from "@/i18n";
import { CommunityWaiting } from "@/screens/community/CommunityWaiting";
import { HomeScreen } from "@/screens/home/HomeScreen";
import { Layout } from "./Layout";
import { Waiting } from "./Waiting";

/** The pages that have a picture of their own, with an address at which it is taken. */
const PAGES = { home: "/", community: "/communities/1", other: "/other" } as const;

async function render(path: string): Promise<string> {
	const root = createRootRoute({ component: Layout });
	const routes = [
		createRoute({ getParentRoute: () => root, path: "/", component: HomeScreen }),
		createRoute({
			getParentRoute: () => root,
			path: "/communities/$community",
			component: () => <CommunityWaiting id={undefined} />,
		}),
		createRoute({ getParentRoute: () => root, path: "/other", component: Waiting }),
	];
	const router = createRouter({
		routeTree: root.addChildren(routes),
		history: createMemoryHistory({ initialEntries: [path] }),
	});
	await router.load();
	return renderToStaticMarkup(
		<QueryClientProvider client={new QueryClient()}>
			{/* The types of the app's own router are registered; this one is a part of it. */}
			<RouterProvider router={router as never} />
		</QueryClientProvider>,
	);
}

/** The markup of each page in each language, by `<page>-<language>`. */
export async function shells(): Promise<Record<string, string>> {
	const all: Record<string, string> = {};
	await startI18n();
	for (const language of Object.keys(LANGUAGES) as Language[]) {
		await loadLanguage(language);
		languageStore.set(language);
		for (const [page, path] of Object.entries(PAGES)) all[`${page}-${language}`] = await render(path);
	}
	return all;
}
