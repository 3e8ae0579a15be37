import { useState } from "react";
import { useTranslation } from "react-i18next";
import { signerOf, useAccount } from "@/chain/accounts";
import { readCommunity, readPool } from "@/chain/community";
import { chain } from "@/chain/connection";
import { VOUCHER_DEPOSIT } from "@/chain/deposits";
import { useChainQuery } from "@/chain/hooks";
import { signatureOf } from "@/chain/signature";
import type { Voucher } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { AmountField, useTypedAmount } from "@/components/AmountField";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { SelectField, TextArea, TextField } from "@/components/Field";
import { Columns, PageHead } from "@/components/Page";
import { SpanField } from "@/components/SpanField";
import { Empty, Failed, Note, Skeleton } from "@/components/States";
import { isAddress, sameAccount } from "@/lib/address";
import { formatAmount } from "@/lib/amount";
import { dropHash, useHash } from "@/lib/hash";
import { blocksOf, type Span } from "@/lib/span";
import { shortAddress } from "@/lib/text";
import { useClock } from "@/lib/time";
import { readVoucher, toHex, writeVoucher, type SignedVoucher } from "@/lib/voucher";
import { propose } from "@/tx/engine";
import { describe, ofThrown } from "@/tx/problems";
import styles from "../exchange/Exchange.module.css";

const at = { at: "best" } as const;

export function VouchersScreen() {
	const { t } = useTranslation("vouchers");
	const account = useAccount();
	return (
		<>
			<PageHead title={t("title")} lead={t("lead")} />
			{/* What was begun or signed by one key is not the next one's. */}
			<Columns aside={<Sign key={account?.address} />}>
				<Claim />
			</Columns>
		</>
	);
}

function plain(voucher: SignedVoucher): Voucher {
	return {
		community: voucher.community,
		pool: voucher.pool,
		member: voucher.member,
		amount: BigInt(voucher.amount),
		id: BigInt(voucher.id),
		expires: voucher.expires,
	};
}

/** A voucher in which the chain can look up who is meant. */
function read(text: string): SignedVoucher | undefined {
	const voucher = readVoucher(text);
	return voucher && isAddress(voucher.member) && isAddress(voucher.signer) ? voucher : undefined;
}

function Claim() {
	const { t } = useTranslation("vouchers");
	const account = useAccount();
	const clock = useClock();
	const link = useHash();
	const [opened, setOpened] = useState(link);
	const [text, setText] = useState(link);
	// Another link was opened in this tab: it is what the reader wants to see now.
	if (link !== opened) {
		setOpened(link);
		if (link !== "") setText(link);
	}
	const voucher = text.trim() === "" ? undefined : read(text);
	const state = useChainQuery(
		["voucher", voucher ? writeVoucher(voucher) : ""],
		async (connected) => {
			if (!voucher) return null;
			const [community, pool, used] = await Promise.all([
				readCommunity(connected, voucher.community),
				readPool(connected, voucher.pool),
				connected.api.query.Communities.UsedVouchers.getValue(voucher.pool, BigInt(voucher.id), at),
			]);
			return { community, pool, used: used !== undefined };
		},
		{ enabled: voucher !== undefined },
	);
	const pool = state.data?.pool;
	// Only pools for app rewards have a budget.
	const budget = pool?.community === voucher?.community ? pool?.budget : undefined;
	const community = budget === undefined ? undefined : state.data?.community;
	const asset = community?.asset;
	const expired = voucher !== undefined && clock.now !== undefined && clock.now > voucher.expires;
	const beyond = voucher !== undefined && budget !== undefined && BigInt(voucher.amount) > budget;
	const mine =
		voucher !== undefined && account !== undefined && sameAccount(account.address, voucher.member);
	return (
		<Card title={t("claim")}>
			<div className={styles.form}>
				<TextArea
					label={t("paste")}
					hint={t("pasteHint")}
					value={text}
					maxLength={4_000}
					onChange={(event) => setText(event.target.value)}
					error={text.trim() !== "" && !voucher ? t("unreadable") : undefined}
				/>
				{voucher && community && asset ? (
					<>
						<dl className={styles.facts}>
							<div>
								<dt>{t("amount")}</dt>
								<dd className="num">
									<Amount value={BigInt(voucher.amount)} asset={asset} />
								</dd>
							</div>
							<div>
								<dt>{t("community")}</dt>
								<dd>{community.name}</dd>
							</div>
							<div>
								<dt>{t("for")}</dt>
								<dd>{shortAddress(voucher.member)}</dd>
							</div>
							<div>
								<dt>{t("expires")}</dt>
								<dd>
									{t("block", {
										block: voucher.expires.toLocaleString("en"),
										when: clock.relative(voucher.expires),
									})}
								</dd>
							</div>
						</dl>
						{state.data?.used ? (
							<Note>{t("used")}</Note>
						) : expired ? (
							<Note>{t("expired")}</Note>
						) : !mine ? (
							<Note>{t("notYours", { who: shortAddress(voucher.member) })}</Note>
						) : beyond ? (
							<Note>
								{t("beyond", {
									budget: `${formatAmount(budget, asset.decimals)} ${asset.symbol}`,
								})}
							</Note>
						) : null}
						<Button
							look="main"
							size="large"
							disabled={!mine || expired || state.data?.used === true || beyond}
							onClick={() =>
								propose({
									title: t("claimTitle", {
										amount: `${formatAmount(BigInt(voucher.amount), asset.decimals)} ${asset.symbol}`,
										name: community.name,
									}),
									lines: [
										{
											label: t("amount"),
											value: <Amount value={BigInt(voucher.amount)} asset={asset} />,
											tone: "main",
										},
										{
											label: t("deposit"),
											value: <Amount value={VOUCHER_DEPOSIT} asset="native" />,
										},
									],
									spends: VOUCHER_DEPOSIT,
									build: (connected) =>
										connected.api.tx.Communities.claim_voucher({
											voucher: plain(voucher),
											signer: voucher.signer,
											signature: {
												type: voucher.kind,
												value: voucher.signature,
											} as never,
										}),
									onSuccess: () => {
										setText((now) => (now === text ? "" : now));
										if (location.hash.slice(1) === text) dropHash();
									},
								})
							}
						>
							{t("doClaim")}
						</Button>
					</>
				) : voucher && state.data ? (
					<Note tone="loss">
						{t("nowhere", { community: voucher.community, pool: voucher.pool })}
					</Note>
				) : voucher && state.isError ? (
					<Failed onRetry={() => void state.refetch()} />
				) : voucher ? (
					<Skeleton height={160} />
				) : null}
			</div>
		</Card>
	);
}

/** For an app's key: signs a voucher of one of the pools that name it. */
function Sign() {
	const { t } = useTranslation("vouchers");
	const { t: errors } = useTranslation("errors");
	const account = useAccount();
	const clock = useClock();
	const [chosen, setChosen] = useState<number>();
	const [member, setMember] = useState("");
	const [text, setText] = useState("");
	const [life, setLife] = useState<Span>({ count: "1", unit: "hours" });
	const [signed, setSigned] = useState<string>();
	const [problem, setProblem] = useState<string>();
	const pools = useChainQuery(
		["signed pools", account?.address],
		async (connected) => {
			const entries = await connected.api.query.Communities.Pools.getEntries(at);
			const mine = entries.filter(
				({ value }) =>
					value.kind.type === "Contribution" &&
					value.kind.value.signers.some((signer) => sameAccount(signer, account?.address ?? "")),
			);
			const longest = await connected.api.constants.Communities.MaxVoucherLife();
			const found = await Promise.all(
				mine.map(async ({ keyArgs: [id], value }) => {
					const [pool, community] = await Promise.all([
						readPool(connected, id),
						readCommunity(connected, value.community),
					]);
					const asset = community?.asset;
					return pool && asset ? [{ id, pool, community, asset }] : [];
				}),
			);
			return { found: found.flat(), longest };
		},
		{ enabled: account !== undefined, every: "once" },
	);
	const one = pools.data?.found.find(({ id }) => id === chosen) ?? pools.data?.found[0];
	const asset = one?.asset;
	const typed = useTypedAmount(text, asset);
	const blocks = blocksOf(life, clock.slotMillis);
	const tooLong = blocks !== undefined && pools.data !== undefined && blocks > pools.data.longest;
	if (!account || (pools.data && pools.data.found.length === 0)) {
		return (
			<Card title={t("sign")}>
				<Empty title={t("noPools")}>{t("noPoolsText")}</Empty>
			</Card>
		);
	}
	if (!one) {
		return (
			<Card title={t("sign")}>
				{pools.isError ? <Failed onRetry={() => void pools.refetch()} /> : <Skeleton height={320} />}
			</Card>
		);
	}
	const community = one.community.id;
	const sign = async (amount: bigint, lasts: number): Promise<void> => {
		setProblem(undefined);
		try {
			const connected = await chain();
			const now = await connected.api.query.System.Number.getValue(at);
			const id = BigInt(Date.now()) * 4_096n + BigInt(Math.floor(Math.random() * 4_096));
			const voucher: Voucher = {
				community,
				pool: one.id,
				member: member.trim(),
				amount,
				id,
				expires: now + lasts,
			};
			// The chain itself says what is to be signed.
			const message = await connected.api.view.Communities.message_of(voucher, at);
			const signer = await signerOf(account);
			const raw = await signer.signBytes(message);
			const signature = await signatureOf(raw, account.keyType, message, signer.publicKey);
			if (!signature) {
				setProblem(t("wrongKey"));
				return;
			}
			const link = writeVoucher({
				community,
				pool: one.id,
				member: voucher.member,
				amount: amount.toString(),
				id: id.toString(),
				expires: voucher.expires,
				signer: account.address,
				kind: signature.kind,
				signature: toHex(signature.bytes),
			});
			setSigned(`${location.origin}/vouchers#${link}`);
		} catch (error) {
			setProblem(describe(ofThrown(error), errors).what);
		}
	};
	return (
		<Card title={t("sign")}>
			<form
				className={styles.form}
				onSubmit={(event) => {
					event.preventDefault();
					if (typed.value !== undefined && blocks !== undefined && !tooLong)
						void sign(typed.value, blocks);
				}}
			>
				<SelectField
					label={t("pool")}
					value={one.id}
					onChange={(event) => setChosen(Number(event.target.value))}
				>
					{pools.data?.found.map(({ id, community: { name } }) => (
						<option key={id} value={id}>
							{name} #{id}
						</option>
					))}
				</SelectField>
				<TextField
					label={t("member")}
					value={member}
					maxLength={64}
					onChange={(event) => setMember(event.target.value)}
					error={member.trim() !== "" && !isAddress(member.trim()) ? t("badAddress") : undefined}
				/>
				<AmountField
					label={t("amount")}
					text={text}
					onText={setText}
					asset={asset}
					max={one.pool.budget}
					maxLabel={t("budget")}
					error={typed.error}
				/>
				<SpanField
					label={t("validFor")}
					value={life}
					onChange={setLife}
					error={tooLong ? t("tooLong", { most: clock.span(pools.data?.longest ?? 0) }) : undefined}
				/>
				{problem ? <Note tone="loss">{t("failed", { text: problem })}</Note> : null}
				<Button
					type="submit"
					disabled={
						typed.value === undefined ||
						!isAddress(member.trim()) ||
						blocks === undefined ||
						tooLong
					}
				>
					{t("doSign")}
				</Button>
				{signed ? <TextArea label={t("signed")} readOnly value={signed} rows={5} /> : null}
			</form>
		</Card>
	);
}
