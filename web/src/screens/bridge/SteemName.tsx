import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextField } from "@/components/Field";
import { nameProblem } from "@/lib/steem";
import { recall, remember } from "@/lib/storage";

export interface TypedName {
	text: string;
	setText: (text: string) => void;
	/** The name, if an account can have it. */
	name: string | undefined;
	/** What is wrong with it; nothing while the field is empty. */
	error: string | undefined;
}

/** Checks a typed name of an account on Steem. `not` is one that must not be named here; `initial` stands there until something is typed. */
export function useSteemName(not?: string, initial = ""): TypedName {
	const { t } = useTranslation("bridge");
	const [typed, setText] = useState<string | undefined>();
	const text = typed ?? initial;
	const name = text.trim();
	const problem = name !== "" && name === not ? "gateway" : nameProblem(name);
	return {
		text,
		setText,
		name: problem === undefined ? name : undefined,
		error: problem === undefined || problem === "empty" ? undefined : t(`name.${problem}`),
	};
}

const KEPT = "steemAccount";

/** The reader's own account on Steem, as the browser remembers it; nothing if it was never typed. */
export function useKnownSteemName(): string | undefined {
	const [name] = useState(() => recall(KEPT) ?? "");
	return nameProblem(name) === undefined ? name : undefined;
}

/** The reader's own account on Steem: the one that is known of, or else the one that the browser remembers. */
export function useOwnSteemName(not?: string, known?: string): TypedName {
	const [kept] = useState(() => recall(KEPT) ?? "");
	const typed = useSteemName(not, known ?? kept);
	return {
		...typed,
		setText: (text) => {
			typed.setText(text);
			const name = text.trim();
			if (nameProblem(name) === undefined) remember(KEPT, name);
		},
	};
}

export function SteemNameField({ typed, label, hint }: { typed: TypedName; label: string; hint?: string }) {
	const { t } = useTranslation("bridge");
	return (
		<TextField
			label={label}
			value={typed.text}
			onChange={(event) => typed.setText(event.target.value)}
			error={typed.error}
			hint={hint ?? t("steemAccountHint")}
			maxLength={64}
			autoCapitalize="none"
			inputMode="text"
		/>
	);
}
