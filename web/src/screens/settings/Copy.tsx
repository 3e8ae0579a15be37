import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/Button";
import { Icon } from "@/components/Icon";

/** `what`: read out after "Copy", where several of these buttons are near each other. */
export function Copy({ text, what }: { text: string; what?: string }) {
	const { t } = useTranslation();
	const [done, setDone] = useState(false);
	useEffect(() => {
		if (!done) return undefined;
		const timer = setTimeout(() => setDone(false), 2_000);
		return () => clearTimeout(timer);
	}, [done]);
	// Pages that are not served over TLS have no clipboard; the text can be marked by hand.
	if (!("clipboard" in navigator)) return null;
	return (
		<Button
			size="small"
			onClick={() => {
				navigator.clipboard.writeText(text).then(
					() => setDone(true),
					() => undefined,
				);
			}}
		>
			<Icon name={done ? "check" : "copy"} size={16} />
			<span aria-live="polite">{done ? t("copied") : t("copy")}</span>
			{what ? <span className="visually-hidden">{what}</span> : null}
		</Button>
	);
}
