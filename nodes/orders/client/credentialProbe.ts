import type { Probe } from './reply';

/** More unclear answers to the credential's test request would cost more than they could tell. */
const MOST_UNCLEAR = 3;

/** What the credential's own test request meets, asked once however many orders want to know. */
export class CredentialProbe {
	private asked: Promise<Probe> | null = null;
	private unclearLeft = MOST_UNCLEAR;

	/**
	 * @param ask sends the test request; never throws
	 * @param isLasting whether a key that is accepted stays so; one that expires is asked about anew
	 */
	constructor(
		private readonly ask: () => Promise<Probe>,
		private readonly isLasting: boolean,
	) {}

	/** An unclear answer is asked for again a few times. */
	async result(): Promise<Probe> {
		const asked = this.asked ?? this.ask();
		this.asked = asked;
		const probe = await asked;
		if (this.asked === asked && !this.isKept(probe)) this.asked = null;
		return probe;
	}

	private isKept(probe: Probe): boolean {
		if (probe === 'unclear') this.unclearLeft -= 1;
		return probe === 'unclear' ? this.unclearLeft <= 0 : probe !== 'accepted' || this.isLasting;
	}
}
