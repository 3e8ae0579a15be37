import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
	assetNumber,
	findLocal,
	isAssetId,
	typedNumber,
	useAsset,
	type Asset,
	type AssetId,
} from "@/chain/assets";
import { chain } from "@/chain/connection";
import { FieldButton, SelectField, TextField } from "./Field";
import styles from "./AssetSelect.module.css";

const OTHER = "other";

/** Chooses one of the assets, or any other token of the chain by its number: no list is ever long enough. */
export function AssetSelect({
	label,
	value,
	onChange,
	assets,
	error,
}: {
	label: string;
	value: string;
	/** `found` is what the chain says of an asset that is not in the list. */
	onChange: (id: AssetId, found?: Asset) => void;
	assets: Pick<Asset, "id" | "symbol">[];
	error?: string | undefined;
}) {
	const { t } = useTranslation("exchange");
	const [typing, setTyping] = useState(false);
	const unlisted = isAssetId(value) && !assets.some(({ id }) => id === value) ? value : undefined;
	const named = useAsset(unlisted).data;
	const all = unlisted ? [...assets, { id: unlisted, symbol: named?.symbol ?? unlisted }] : assets;
	return (
		<div className={styles.fields}>
			<SelectField
				label={label}
				value={typing ? OTHER : value}
				onChange={(event) => {
					const chosen = event.target.value;
					setTyping(chosen === OTHER);
					if (isAssetId(chosen)) onChange(chosen);
				}}
				error={error}
			>
				{all.map(({ id, symbol }, at) => (
					<option key={id} value={id}>
						{/* Anybody may give a token the symbol of another. */}
						{all.findIndex((one) => one.symbol === symbol) < at
							? `${symbol} #${assetNumber(id)}`
							: symbol}
					</option>
				))}
				<option value={OTHER}>{t("other.choose")}</option>
			</SelectField>
			{typing ? (
				<ByNumber
					label={t("other.number", { what: label })}
					onFound={(found) => {
						setTyping(false);
						onChange(found.id, found);
					}}
				/>
			) : null}
		</div>
	);
}

function ByNumber({ label, onFound }: { label: string; onFound: (found: Asset) => void }) {
	const { t } = useTranslation("exchange");
	const { t: common } = useTranslation();
	const [text, setText] = useState("");
	const [asking, setAsking] = useState(false);
	const [problem, setProblem] = useState<string>();
	const look = async (): Promise<void> => {
		const number = typedNumber(text);
		setProblem(undefined);
		setAsking(true);
		try {
			const found = number === undefined ? null : await findLocal(await chain(), number);
			if (found) onFound(found);
			else setProblem(t("other.none"));
		} catch {
			setProblem(common("failed.text"));
		} finally {
			setAsking(false);
		}
	};
	return (
		<TextField
			label={label}
			value={text}
			inputMode="numeric"
			maxLength={20}
			readOnly={asking}
			hint={t("other.hint")}
			error={problem}
			onChange={(event) => {
				setText(event.target.value);
				setProblem(undefined);
			}}
			onKeyDown={(event) => {
				// It is not the form's Enter.
				if (event.key !== "Enter") return;
				event.preventDefault();
				if (!asking) void look();
			}}
			button={
				<FieldButton disabled={asking || text.trim() === ""} onClick={() => void look()}>
					{t("other.use")}
				</FieldButton>
			}
		/>
	);
}
