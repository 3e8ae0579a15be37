import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { lazy, Suspense, useRef, useState, type ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { DropdownMenu } from "radix-ui";
import { Icon, type IconName } from "@/components/Icon";
import { AccountButton } from "./AccountButton";
import { LanguageSwitch } from "./LanguageSwitch";
import { StatusBanner } from "./StatusBanner";
import styles from "./Layout.module.css";

// Not needed for the first paint.
const Overlays = lazy(() => import("./Overlays"));

interface Place {
	to: string;
	key:
		| "home"
		| "stake"
		| "create"
		| "portfolio"
		| "redemptions"
		| "exchange"
		| "bridge"
		| "solvency"
		| "settings";
	icon: IconName;
}

const MAIN: Place[] = [
	{ to: "/", key: "home", icon: "home" },
	{ to: "/stake", key: "stake", icon: "stake" },
	{ to: "/create", key: "create", icon: "plus" },
	{ to: "/portfolio", key: "portfolio", icon: "wallet" },
];
const MORE: Place[] = [
	{ to: "/redemptions", key: "redemptions", icon: "queue" },
	{ to: "/exchange", key: "exchange", icon: "swap" },
	{ to: "/bridge", key: "bridge", icon: "bridge" },
	{ to: "/solvency", key: "solvency", icon: "shield" },
	{ to: "/settings", key: "settings", icon: "settings" },
];

/** `rest`: what a menu gives to its items, their role and keys among it. */
function NavLink({ place, ...rest }: { place: Place } & Omit<ComponentProps<"a">, "href">) {
	const { t } = useTranslation();
	return (
		<Link
			{...rest}
			to={place.to}
			activeProps={{ "aria-current": "page" }}
			activeOptions={{ exact: true }}
		>
			<Icon name={place.icon} />
			<span>{t(`nav.${place.key}`)}</span>
		</Link>
	);
}

export function Layout() {
	const { t } = useTranslation();
	const main = useRef<HTMLElement>(null);
	const [menu, setMenu] = useState<HTMLElement | null>(null);
	const { pathname } = useLocation();
	// On somebody else's page the widget is a card and no more.
	if (pathname.startsWith("/widget/") && window.self !== window.top) {
		return (
			<main id="main" className={styles.framed}>
				<Outlet />
			</main>
		);
	}
	return (
		<>
			<a
				href="#main"
				className={styles.skip}
				onClick={(event) => {
					event.preventDefault();
					main.current?.focus();
				}}
			>
				{t("skip")}
			</a>
			<header className={styles.top}>
				<div className={styles.bar}>
					<Link to="/" className={styles.brand}>
						<img src="/icon.svg" alt="" width="28" height="28" />
						<span>Nutbox</span>
					</Link>
					<nav className={styles.nav} aria-label={t("nav.label")}>
						{[...MAIN, ...MORE].slice(1).map((place) => (
							<NavLink key={place.to} place={place} />
						))}
					</nav>
					<div className={styles.tools}>
						<LanguageSwitch />
						<AccountButton />
					</div>
				</div>
			</header>
			<StatusBanner />
			<main id="main" ref={main} tabIndex={-1} className={styles.main}>
				<Outlet />
			</main>
			<nav className={styles.tabs} aria-label={t("nav.label")}>
				{MAIN.map((place) => (
					<NavLink key={place.to} place={place} />
				))}
				<DropdownMenu.Root modal={false}>
					<DropdownMenu.Trigger className={styles.more}>
						<Icon name="menu" />
						<span>{t("nav.more")}</span>
					</DropdownMenu.Trigger>
					<DropdownMenu.Portal container={menu}>
						<DropdownMenu.Content
							className={styles.menu}
							side="top"
							align="end"
							sideOffset={8}
							collisionPadding={8}
						>
							{MORE.map((place) => (
								<DropdownMenu.Item key={place.to} asChild>
									<NavLink place={place} className={styles.item} />
								</DropdownMenu.Item>
							))}
						</DropdownMenu.Content>
					</DropdownMenu.Portal>
				</DropdownMenu.Root>
			</nav>
			{/* Where the menu opens: a landmark like the rest of the page. */}
			<nav ref={setMenu} aria-label={t("nav.more")} />
			<Suspense fallback={null}>
				<Overlays />
			</Suspense>
		</>
	);
}
