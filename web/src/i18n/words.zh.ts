/** The Chinese words. */
import type { en } from "./words";
import bridge from "./zh/bridge.json";
import common from "./zh/common.json";
import community from "./zh/community.json";
import create from "./zh/create.json";
import delegation from "./zh/delegation.json";
import errors from "./zh/errors.json";
import exchange from "./zh/exchange.json";
import home from "./zh/home.json";
import manage from "./zh/manage.json";
import pool from "./zh/pool.json";
import portfolio from "./zh/portfolio.json";
import redemptions from "./zh/redemptions.json";
import settings from "./zh/settings.json";
import solvency from "./zh/solvency.json";
import stake from "./zh/stake.json";
import tx from "./zh/tx.json";
import vouchers from "./zh/vouchers.json";
import widget from "./zh/widget.json";

/** Has what the English words have, by its type. */
export const zh: typeof en = {
	bridge,
	common,
	community,
	create,
	delegation,
	errors,
	exchange,
	home,
	manage,
	pool,
	portfolio,
	redemptions,
	settings,
	solvency,
	stake,
	tx,
	vouchers,
	widget,
};
