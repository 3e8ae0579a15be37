/** The English words, for their types and for tests. The app loads the words of one language at a time. */
import common from "./en/common.json";
import community from "./en/community.json";
import create from "./en/create.json";
import errors from "./en/errors.json";
import home from "./en/home.json";
import pool from "./en/pool.json";
import tx from "./en/tx.json";

export const en = { common, community, create, errors, home, pool, tx };
