import { hueOf, initialOf } from "@/lib/look";
import styles from "./Logo.module.css";

/**
 * The sign of a community, made of its id and name. A logo from elsewhere is not loaded: pages ask nobody but our
 * own services for anything.
 */
export function Logo({ id, name, size = 44 }: { id: number; name: string; size?: number }) {
	const turn = (id * 47) % 360;
	return (
		<svg
			className={styles.logo}
			data-hue=""
			style={{ "--hue": hueOf(id) } as React.CSSProperties}
			width={size}
			height={size}
			viewBox="0 0 44 44"
			aria-hidden="true"
			focusable="false"
		>
			<rect width="44" height="44" rx="13" className={styles.ground} />
			<g transform={`rotate(${turn} 22 22)`}>
				<path d="M-4 30C8 18 20 38 48 20V60H-4z" className={styles.wave} />
				<circle cx={8 + ((id * 13) % 28)} cy="8" r="9" className={styles.wave} />
			</g>
			<text x="22" y="29" textAnchor="middle" className={styles.initial}>
				{initialOf(name)}
			</text>
		</svg>
	);
}

/** The place of a sign that is not known yet. */
export function NoSign({ size }: { size: number }) {
	return <span className={styles.none} style={{ width: size, height: size }} />;
}
