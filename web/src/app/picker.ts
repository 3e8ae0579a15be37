import { createStore } from "@/lib/store";

/** Whether the choice of an account is open. */
export const pickerStore = createStore(false);
