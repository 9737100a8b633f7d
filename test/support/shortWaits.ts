/** Backoff is random from 0 up; with chance held at 0 every wait is the shortest (50 ms). */
export function keepWaitsShort(): void {
	beforeEach(() => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});
}
