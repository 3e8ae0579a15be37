/** The English words, and with them what the compiler knows of keys. The app loads the words of one language at a time. */
import bridge from "./en/bridge.json";
import common from "./en/common.json";
import community from "./en/community.json";
import create from "./en/create.json";
import delegation from "./en/delegation.json";
import errors from "./en/errors.json";
import exchange from "./en/exchange.json";
import home from "./en/home.json";
import manage from "./en/manage.json";
import pool from "./en/pool.json";
import portfolio from "./en/portfolio.json";
import redemptions from "./en/redemptions.json";
import settings from "./en/settings.json";
import solvency from "./en/solvency.json";
import stake from "./en/stake.json";
import tx from "./en/tx.json";
import vouchers from "./en/vouchers.json";
import widget from "./en/widget.json";

export const en = {
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
