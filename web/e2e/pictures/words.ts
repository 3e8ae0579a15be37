/** The words of the app in both languages. */
import { en } from "@/i18n/words";
import bridge from "@/i18n/zh/bridge.json";
import common from "@/i18n/zh/common.json";
import exchange from "@/i18n/zh/exchange.json";
import home from "@/i18n/zh/home.json";
import manage from "@/i18n/zh/manage.json";
import pool from "@/i18n/zh/pool.json";
import stake from "@/i18n/zh/stake.json";
import tx from "@/i18n/zh/tx.json";

const { bridge: b, common: c, exchange: e, home: h, manage: m, pool: p, stake: s, tx: x } = en;

export default {
	en: { bridge: b, common: c, exchange: e, home: h, manage: m, pool: p, stake: s, tx: x },
	zh: { bridge, common, exchange, home, manage, pool, stake, tx },
};
