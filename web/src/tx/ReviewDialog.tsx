import { useTranslation } from "react-i18next";
import { NATIVE } from "@/chain/assets";
import { useChainStatus } from "@/chain/connection";
import { Amount } from "@/components/Amount";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Note } from "@/components/States";
import { useStore } from "@/lib/store";
import { shortAddress, shown } from "@/lib/text";
import { closeReview, confirmReview, reviewStore } from "./engine";
import { describe } from "./problems";
import styles from "./ReviewDialog.module.css";

/** What is about to be signed, in words, with the fee. */
export function ReviewDialog() {
	const review = useStore(reviewStore);
	const chain = useChainStatus();
	const { t } = useTranslation("tx");
	const { t: errors } = useTranslation("errors");
	const open = review.stage !== "closed";
	const problem = open && review.problem ? describe(review.problem, errors) : undefined;
	return (
		<Dialog
			open={open}
			onClose={closeReview}
			title={t("review.title")}
			footer={
				<>
					<Button onClick={closeReview}>{t("review.cancel")}</Button>
					<Button
						look="main"
						disabled={review.stage !== "ready" || chain.phase !== "ready"}
						onClick={() => void confirmReview()}
					>
						{review.stage === "preparing"
							? t("review.preparing")
							: (open && review.request.action) || t("review.sign")}
					</Button>
				</>
			}
		>
			{open ? (
				<>
					<p className={styles.title}>{review.request.title}</p>
					<dl className={styles.lines}>
						{review.request.lines.map((line, index) => (
							<div key={index} className={line.tone ? styles[line.tone] : undefined}>
								<dt>{line.label}</dt>
								<dd className="num">{line.value}</dd>
							</div>
						))}
						<div>
							<dt>{t("review.account")}</dt>
							<dd>
								{shown(review.account.name, 32)}{" "}
								<span className="soft">{shortAddress(review.account.address)}</span>
							</dd>
						</div>
						<div>
							<dt>{t("review.fee")}</dt>
							<dd className="num" aria-live="polite">
								{review.fee === undefined ? (
									review.stage === "preparing" ? (
										<span className="soft">{t("review.asking")}</span>
									) : (
										<Amount value={undefined} asset={NATIVE} />
									)
								) : (
									<Amount value={review.fee} asset={NATIVE} places={6} />
								)}
							</dd>
						</div>
					</dl>
					{review.request.warning ? <Note>{review.request.warning}</Note> : null}
					{review.account.source === "dev" ? <Note>{t("review.dev")}</Note> : null}
					{problem ? (
						<Note tone="loss">
							<strong>{problem.what}</strong> {problem.todo}
						</Note>
					) : null}
				</>
			) : null}
		</Dialog>
	);
}
