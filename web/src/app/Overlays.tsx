import { ReviewDialog } from "@/tx/ReviewDialog";
import { Toasts } from "@/tx/Toasts";
import { AccountPicker } from "./AccountPicker";

export default function Overlays() {
	return (
		<>
			<AccountPicker />
			<ReviewDialog />
			<Toasts />
		</>
	);
}
