//! What is compared after each step.

use super::*;
use frame_support::traits::fungible::Inspect;

impl World {
	/// Compares everything.
	#[track_caller]
	pub fn compare(&self) {
		let (model, now) = (&self.model, System::block_number());
		let ledger = ledger();
		assert_eq!(
			[
				ledger.bonded,
				ledger.unbonding,
				ledger.buffer,
				ledger.insurance,
				ledger.queued,
				ledger.claims,
				supply(),
				nut(&treasury()),
			],
			[
				&model.bonded,
				&model.unbonding(),
				&model.buffer,
				&model.insurance,
				&model.queued,
				&model.claims,
				&model.supply,
				&model.treasury,
			]
			.map(planck),
			"bonded, unbonding, buffer, insurance, queued, claims, supply, treasury"
		);
		assert_eq!(bonded(&self.stakes), model.bonded);
		assert_eq!(leaving(&self.stakes), model.leaving);

		let yields = yields();
		let released = <LiquidStaking as YieldStream<AccountId>>::released();
		assert_eq!(
			[
				yields.collected,
				yields.refilled,
				yields.insured,
				yields.fees,
				yields.absorbed,
				yields.paid,
				yields.forgone,
				released,
			],
			[
				&model.collected,
				&model.refilled,
				&model.insured,
				&model.fees,
				&model.absorbed,
				&model.paid,
				&model.forgone,
				&model.released(now),
			]
			.map(planck),
			"collected, refilled, insured, fees, absorbed, paid, forgone, released"
		);
		let due = &model.release.before + model.progress(now) - exact(released);
		assert!(none() <= due && due < exact(1));

		self.compare_accounts();
		self.compare_views();
		for who in 0..self.users.len() {
			self.compare_user(who);
		}
		self.compare_redemptions();
		self.compare_ideal();
	}

	/// The pallet's own accounts hold what the model says, to the planck.
	fn compare_accounts(&self) {
		let (model, now) = (&self.model, System::block_number());
		let main = [&model.buffer, &model.insurance, &model.claims]
			.map(planck)
			.iter()
			.sum::<Balance>()
			+ planck(&(model.unreleased(now) + model.due(now)));
		let stakes = self
			.stakes
			.iter()
			.zip(&self.dropped)
			.map(|(stake, dropped)| stake.total() + dropped);
		let expected = [main, self.rewards].into_iter().chain(stakes);
		for ((account, held), gift) in LiquidStaking::own_accounts()
			.iter()
			.zip(expected)
			.zip(&self.gifts)
		{
			assert_eq!(
				<Balances as Inspect<_>>::total_balance(account),
				EXISTENTIAL_DEPOSIT + held + gift
			);
		}
	}

	fn compare_views(&self) {
		let model = &self.model;
		let info = LiquidStaking::ledger().unwrap();
		let ppb = (model.index() * exact(1_000_000_000)).floor();
		assert_eq!(info.rate_ppb, planck(&ppb));
		assert_eq!(info.solvent, model.is_solvent());
		assert_eq!(info.minting_open, model.is_solvent() && self.open);
		assert_eq!(info.buffer_target, planck(&model.target()));
		assert_eq!(info.insurance_target, planck(&model.target()));

		let amount = exact(1_000);
		let quote = LiquidStaking::quote(1_000).unwrap();
		assert_eq!(
			quote.queue_receives,
			planck(&(&amount * model.index()).floor())
		);
		assert_eq!(quote.ahead, planck(&model.queued));
		let terms = model.instant_terms(&amount);
		let offered = terms.gross <= terms.available && terms.gross > terms.fee;
		let received = offered.then(|| terms.gross - terms.fee);
		assert_eq!(
			quote.instant.map(|instant| instant.received),
			received.as_ref().map(planck)
		);
	}

	/// What the user has, and that nobody has more than was brought and earned.
	fn compare_user(&self, who: usize) {
		let (model, account) = (&self.model, &self.users[who]);
		assert_eq!(
			(nut(account), tnut(account)),
			(planck(&model.nut[who]), planck(&model.tnut[who])),
			"user {who}"
		);
		let amounts = self.ids(who).iter().map(|id| &model.redemptions[id].amount);
		let waits: Balance = amounts.map(planck).sum();
		assert!(
			nut(account) + tnut(account) + waits <= self.entitled[who],
			"user {who} has gained"
		);
	}

	/// What everybody is told of the open redemptions.
	fn compare_redemptions(&self) {
		let model = &self.model;
		let (mut ahead, mut queued) = (BTreeMap::new(), none());
		for place in &model.line {
			if let Place::Waits(id) = place {
				ahead.insert(*id, planck(&queued));
				queued += &model.redemptions[id].open;
			}
		}
		assert_eq!(queued, model.queued);

		let mut owed = none();
		for (who, account) in self.users.iter().enumerate() {
			let told: Vec<_> = LiquidStaking::requests_of(account.clone())
				.into_iter()
				.map(|info| {
					let parts = (info.id, info.amount, info.ahead);
					(parts, info.cancellable, info.claimable)
				})
				.collect();
			let expected: Vec<_> = self
				.ids(who)
				.iter()
				.map(|id| {
					let redemption = &model.redemptions[id];
					let payout = model.payout(redemption);
					let claimable = (redemption.open == none()).then(|| planck(&payout));
					owed += payout;
					let ahead = ahead.get(id).copied().unwrap_or_default();
					(
						(*id, planck(&redemption.amount), ahead),
						redemption.parts.is_empty(),
						claimable,
					)
				})
				.collect();
			assert_eq!(told, expected, "redemptions of user {who}");
		}
		assert!(owed <= model.claims, "more is owed than is set aside");
	}

	/// The model that never rounds is not far.
	fn compare_ideal(&self) {
		let Some(ideal) = &self.ideal else { return };
		let (slack, now) = (self.model.slack(), System::block_number());
		let pairs = self.model.amounts(now).into_iter().zip(ideal.amounts(now));
		for (place, (value, without_rounding)) in pairs.enumerate() {
			let difference = if value > without_rounding {
				value - without_rounding
			} else {
				without_rounding - value
			};
			assert!(
				difference <= slack,
				"amount {place} is off by {difference}, more than {slack}"
			);
		}
	}
}
