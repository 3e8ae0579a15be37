/** Our own line icons, 20 by 20. They decorate words; where one stands alone its button has a label. */
const PATHS = {
	home: "M3 9.5 10 4l7 5.500V16a1 1 0 0 1-1 1h-4v-4.500H8V17H4a1 1 0 0 1-1-1z",
	stake: "M10 3v14M5.500 7.500 10 3l4.500 4.500M4 17h12",
	wallet: "M3 6.500A1.500 1.500 0 0 1 4.500 5H15v2.500M3 6.500V15a1.500 1.500 0 0 0 1.500 1.500H16a1 1 0 0 0 1-1V8.500a1 1 0 0 0-1-1H4A1 1 0 0 1 3 6.500zM14 12h.01",
	plus: "M10 4v12M4 10h12",
	shield: "M10 3 4 5.500V10c0 3.500 2.600 5.900 6 7 3.400-1.100 6-3.500 6-7V5.500z",
	swap: "M4 7h11l-3-3M16 13H5l3 3",
	clock: "M10 6v4l2.500 1.500M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0z",
	settings:
		"M10 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM10 3v2M10 15v2M3 10h2M15 10h2M5.050 5.050l1.400 1.400M13.550 13.550l1.400 1.400M5.050 14.950l1.400-1.400M13.550 6.450l1.400-1.400",
	search: "M9 14A5 5 0 1 0 9 4a5 5 0 0 0 0 10zM12.700 12.700 17 17",
	check: "m4.500 10.500 3.500 3.500 7.500-8",
	warning: "M10 7.500v3.500M10 13.700v.01M10 3.200 2.500 16.500h15z",
	info: "M10 9.500V14M10 6.500v.01M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0z",
	close: "m5 5 10 10M15 5 5 15",
	external: "M8 5H5a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3M11 4h5v5M16 4l-7 7",
	copy: "M7 7h9v9H7zM13 7V4H4v9h3",
	up: "M10 16V4M5 9l5-5 5 5",
	down: "M10 4v12M5 11l5 5 5-5",
	left: "M16 10H4M9 5l-5 5 5 5",
	right: "M4 10h12M11 5l5 5-5 5",
	menu: "M3 6h14M3 10h14M3 14h14",
	chevron: "m5.500 8 4.500 4.500L14.500 8",
	gift: "M3.500 8h13v3h-13zM4.500 11h11v6h-11zM10 8v9M10 8S8.500 3.500 6.500 4 7 8 10 8zM10 8s1.500-4.500 3.500-4S13 8 10 8z",
	bridge: "M2.500 15.500h15M4 15.500v-9M16 15.500v-9M4 7c2.500 5 9.500 5 12 0M7.500 10.200v5.300M12.500 10.200v5.300",
	queue: "M4 5h12M4 10h8M4 15h5",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
	return (
		<svg
			width={size}
			height={size}
			viewBox="0 0 20 20"
			fill="none"
			stroke="currentColor"
			strokeWidth="1.6"
			strokeLinecap="round"
			strokeLinejoin="round"
			aria-hidden="true"
			focusable="false"
		>
			<path d={PATHS[name]} />
		</svg>
	);
}
