/** What a stake earns in a year if everything stays as it is in this block. Ratios in parts per billion. */
const PPB = 1_000_000_000n;
const YEAR_MILLIS = 365n * 24n * 3_600n * 1_000n;

export interface AprInputs {
	/** Blocks in a year. */
	blocksPerYear: bigint;
	/** Planck of the community's token that all of the community emits in a block now. */
	perBlock: bigint;
	/** The pool's part of it, ppb. */
	weight: bigint;
	/** What the stakes of the pool count for; its stake, but in a pool with terms. */
	shares: bigint;
	/** What one planck of stake counts for, ppb: above 10^9 with a term. */
	multiplier: bigint;
	/** Planck of NUT for `priceOf` planck of the community's token; `undefined` without a market. */
	price: bigint | undefined;
	priceOf: bigint;
	/** Planck of NUT that `stakeUnit` planck of what is staked are worth; `undefined` if nobody can say. */
	stakeValue: bigint | undefined;
	stakeUnit: bigint;
	/** Planck of NUT of staking yield that are released in a block now, for all tNUT staked on the chain. */
	yieldPerBlock: bigint;
	/** Planck of tNUT staked on the chain; 0 if the pool has no part in the yield. */
	yieldTotal: bigint;
	/** The stakers' part of the pool's yield, ppb. */
	yieldToStakers: bigint;
}

export interface Apr {
	/** Planck of the community's token a year for `stakeUnit` of stake; `undefined` while nothing is staked. */
	tokens: bigint | undefined;
	/** The same as a ratio of the stake's worth, ppb; `undefined` without a price. */
	fromTokens: bigint | undefined;
	/** Of staking yield, ppb. */
	fromYield: bigint | undefined;
	/** Both, if both are known in one unit. */
	total: bigint | undefined;
}

export function blocksPerYear(slotMillis: number): bigint {
	return YEAR_MILLIS / BigInt(Math.max(1, slotMillis));
}

export function aprOf(inputs: AprInputs): Apr {
	const yearly = inputs.perBlock * inputs.weight * inputs.blocksPerYear;
	// For one unit more of stake it would be a little less; this is what a unit that is staked now earns.
	const tokens =
		inputs.shares > 0n
			? (yearly * inputs.stakeUnit * inputs.multiplier) / (inputs.shares * PPB * PPB)
			: undefined;
	const fromTokens =
		yearly === 0n
			? 0n
			: tokens !== undefined &&
				  inputs.price !== undefined &&
				  inputs.stakeValue !== undefined &&
				  inputs.stakeValue > 0n
				? (tokens * inputs.price * PPB) / (inputs.priceOf * inputs.stakeValue)
				: undefined;
	const fromYield =
		inputs.yieldTotal > 0n
			? (inputs.yieldPerBlock * inputs.blocksPerYear * inputs.yieldToStakers) / inputs.yieldTotal
			: 0n;
	return {
		tokens,
		fromTokens,
		fromYield,
		total: fromTokens === undefined ? undefined : fromTokens + fromYield,
	};
}
