/** https://docs.snappy.com/modules/api/v3/orders/cancel-order, the same for gift ids. */
export const ID_PATTERN = /^[A-Za-z0-9]{8,}$/;

/**
 * The message texts, and all codes but 10001, INVALID_REQUEST and 409_PBLC_001, are not
 * documented: assumed.
 */
const CASES: Record<number, { errorCode: number | string; message: string }> = {
	400: { errorCode: 'INVALID_REQUEST', message: 'Invalid request' },
	401: { errorCode: 10001, message: 'Unauthorized: the API key is missing or invalid' },
	403: { errorCode: 10003, message: 'Forbidden: the API key lacks a required permission' },
	404: { errorCode: 10004, message: 'Not found' },
	429: { errorCode: 10029, message: 'Too many requests' },
};

const OTHER_CASE = { errorCode: 10000, message: 'Internal server error' };

/**
 * v2 general `{status, errorCode, message}` and v2 validation, which has `path` in the place of
 * `status`: https://docs.snappy.com/error-handling. v3 `{message, errorCode, errors}`:
 * https://docs.snappy.com/modules/api/v3/api-keys/overview (items of `errors` not documented).
 */
export function snappyError(status: number, path: string): unknown {
	const { errorCode, message } = CASES[status] ?? OTHER_CASE;
	if (path.startsWith('/v3/')) return { message, errorCode, errors: [] };
	if (status === 400) return { path: 'giftId', errorCode, message };
	return { status, errorCode, message };
}
