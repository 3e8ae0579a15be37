import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { HomeScreen } from "@/screens/home/HomeScreen";
import { Layout } from "./Layout";
import { NotFound, RouteFailed } from "./NotFound";
import { Waiting } from "./Waiting";

const root = createRootRoute({ component: Layout, notFoundComponent: NotFound, errorComponent: RouteFailed });

// The home page comes with the app; every other screen is loaded when it is visited.
const home = createRoute({ getParentRoute: () => root, path: "/", component: HomeScreen });
const community = createRoute({
	getParentRoute: () => root,
	path: "/communities/$community",
	// `?launched`: the founder comes from the wizard.
	validateSearch: (search): { launched?: boolean } => (search.launched ? { launched: true } : {}),
	component: lazyRouteComponent(() => import("@/screens/community/CommunityScreen"), "CommunityScreen"),
});

const pool = createRoute({
	getParentRoute: () => root,
	path: "/communities/$community/pools/$pool",
	component: lazyRouteComponent(() => import("@/screens/pool/PoolScreen"), "PoolScreen"),
});
const manage = createRoute({
	getParentRoute: () => root,
	path: "/communities/$community/manage",
	component: lazyRouteComponent(() => import("@/screens/manage/ManageScreen"), "ManageScreen"),
});
const widget = createRoute({
	getParentRoute: () => root,
	path: "/widget/communities/$community",
	component: lazyRouteComponent(() => import("@/screens/widget/WidgetScreen"), "WidgetScreen"),
});
const create = createRoute({
	getParentRoute: () => root,
	path: "/create",
	component: lazyRouteComponent(() => import("@/screens/create/CreateScreen"), "CreateScreen"),
});
const exchange = createRoute({
	getParentRoute: () => root,
	path: "/exchange",
	component: lazyRouteComponent(() => import("@/screens/exchange/ExchangeScreen"), "ExchangeScreen"),
});
const bridge = createRoute({
	getParentRoute: () => root,
	path: "/bridge",
	component: lazyRouteComponent(() => import("@/screens/bridge/BridgeScreen"), "BridgeScreen"),
});
const vouchers = createRoute({
	getParentRoute: () => root,
	path: "/vouchers",
	component: lazyRouteComponent(() => import("@/screens/vouchers/VouchersScreen"), "VouchersScreen"),
});
const stake = createRoute({
	getParentRoute: () => root,
	path: "/stake",
	component: lazyRouteComponent(() => import("@/screens/stake/StakeScreen"), "StakeScreen"),
});
const redemptions = createRoute({
	getParentRoute: () => root,
	path: "/redemptions",
	component: lazyRouteComponent(
		() => import("@/screens/redemptions/RedemptionsScreen"),
		"RedemptionsScreen",
	),
});
const portfolio = createRoute({
	getParentRoute: () => root,
	path: "/portfolio",
	component: lazyRouteComponent(() => import("@/screens/portfolio/PortfolioScreen"), "PortfolioScreen"),
});
const solvency = createRoute({
	getParentRoute: () => root,
	path: "/solvency",
	component: lazyRouteComponent(() => import("@/screens/solvency/SolvencyScreen"), "SolvencyScreen"),
});
const settings = createRoute({
	getParentRoute: () => root,
	path: "/settings",
	component: lazyRouteComponent(() => import("@/screens/settings/SettingsScreen"), "SettingsScreen"),
});

export const routeTree = root.addChildren([
	home,
	community,
	pool,
	manage,
	widget,
	create,
	exchange,
	bridge,
	vouchers,
	stake,
	redemptions,
	portfolio,
	solvency,
	settings,
]);

export const router = createRouter({
	routeTree,
	defaultPreload: "intent",
	scrollRestoration: true,
	defaultPendingComponent: Waiting,
	defaultPendingMinMs: 0,
});

declare module "@tanstack/react-router" {
	interface Register {
		router: typeof router;
	}
}
