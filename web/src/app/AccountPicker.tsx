import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import {
	choicesStore,
	choose,
	connectWallet,
	developmentAccounts,
	useAccount,
	walletsPresent,
	type Account,
} from "@/chain/accounts";
import { useChainStatus } from "@/chain/connection";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Icon } from "@/components/Icon";
import { Empty, Note } from "@/components/States";
import { useStore } from "@/lib/store";
import { shortAddress, shown } from "@/lib/text";
import { pickerStore } from "./picker";
import styles from "./AccountPicker.module.css";

/** Wallets of the browser; on development chains the built-in accounts too, with a warning. */
export function AccountPicker() {
	const { t } = useTranslation();
	const open = useStore(pickerStore);
	const choices = useStore(choicesStore);
	const chosen = useAccount();
	const { development } = useChainStatus();
	const [problem, setProblem] = useState<string>();
	const [asking, setAsking] = useState<string>();
	useEffect(() => {
		if (open && development) void developmentAccounts();
	}, [open, development]);
	const wallets = open ? walletsPresent() : [];
	const close = () => {
		setProblem(undefined);
		pickerStore.set(false);
	};

	const ask = (wallet: string) => {
		setAsking(wallet);
		setProblem(undefined);
		connectWallet(wallet)
			.then((accounts) => {
				if (accounts.length === 0) setProblem(t("account.walletEmpty", { wallet }));
			})
			.catch(() => setProblem(t("account.walletRefused", { wallet })))
			.finally(() => setAsking(undefined));
	};

	return (
		<Dialog
			open={open}
			onClose={close}
			title={t("account.title")}
			{...(chosen
				? {
						footer: (
							<Button
								onClick={() => {
									choose(undefined);
									close();
								}}
							>
								{t("account.disconnect")}
							</Button>
						),
					}
				: {})}
		>
			{problem ? <Note tone="loss">{problem}</Note> : null}
			{wallets.map((wallet) => (
				<section key={wallet} className={styles.group}>
					<div className={styles.head}>
						<h3>{walletName(wallet)}</h3>
						{choices[wallet] ? null : (
							<Button size="small" disabled={asking === wallet} onClick={() => ask(wallet)}>
								{asking === wallet ? t("account.asking") : t("account.open")}
							</Button>
						)}
					</div>
					<Accounts accounts={choices[wallet] ?? []} chosen={chosen} onDone={close} />
				</section>
			))}
			{wallets.length === 0 && !development ? (
				<Empty title={t("account.noWallet")}>{t("account.noWalletText")}</Empty>
			) : null}
			{development ? (
				<section className={styles.group}>
					<h3>{t("account.dev")}</h3>
					<Note>{t("account.devWarning")}</Note>
					<Accounts accounts={choices.dev ?? []} chosen={chosen} onDone={close} />
				</section>
			) : null}
		</Dialog>
	);
}

function walletName(id: string): string {
	const known: Record<string, string> = {
		"polkadot-js": "polkadot{.js}",
		"subwallet-js": "SubWallet",
		talisman: "Talisman",
		"nova wallet": "Nova",
		polkagate: "PolkaGate",
	};
	return known[id] ?? shown(id, 32);
}

function Accounts({
	accounts,
	chosen,
	onDone,
}: {
	accounts: Account[];
	chosen: Account | undefined;
	onDone: () => void;
}) {
	return (
		<ul className={styles.list}>
			{accounts.map((account) => {
				const current = account.address === chosen?.address && account.source === chosen.source;
				return (
					<li key={`${account.source}:${account.address}`}>
						<button
							type="button"
							className={styles.account}
							aria-pressed={current}
							onClick={() => {
								choose(account);
								onDone();
							}}
						>
							<span className={styles.name}>
								{shown(account.name, 40) || shortAddress(account.address)}
							</span>
							<span className={styles.address}>{shortAddress(account.address)}</span>
							{current ? <Icon name="check" size={18} /> : null}
						</button>
					</li>
				);
			})}
		</ul>
	);
}
