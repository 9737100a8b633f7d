/** Nothing in a block has five dashes; without that, every BEGIN would be followed to the end of a long text. */
const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*(?:-(?!----)[^-]*)*)-----END \1-----/g;

/** Cipher and initial value of a private key that was encrypted in OpenSSL's older form. */
const OLDER_HEADERS =
	/^Proc-Type:4,ENCRYPTEDDEK-Info:([A-Z0-9-]+,(?:[0-9A-F]{32}|[0-9A-F]{16}))(.*)$/;

function tidy(label: string, content: string): string {
	const plain = content.replace(/\s+/g, '');
	const [, cipher, encrypted] = OLDER_HEADERS.exec(plain) ?? [];
	const headers = cipher === undefined ? '' : `Proc-Type: 4,ENCRYPTED\nDEK-Info: ${cipher}\n\n`;
	const lines = (encrypted ?? plain).match(/.{1,64}/g) ?? [];
	return `-----BEGIN ${label}-----\n${headers}${lines.join('\n')}\n-----END ${label}-----\n`;
}

/**
 * PEM text as OpenSSL wants it. A one-line input field turns line breaks into blanks or nothing, JSON into `\n` written
 * out; this puts them back. What stands between and around the blocks is dropped, because OpenSSL overlooks a BEGIN
 * that does not start its line.
 *
 * @param value what the user pasted
 * @returns PEM text, what was pasted if there is no PEM in it, or '' when nothing was pasted
 */
export function cleanPem(value: unknown): string {
	const pasted = typeof value === 'string' ? value.trim().replace(/\\[rn]/g, '\n') : '';
	const blocks = [...pasted.matchAll(PEM_BLOCK)];
	if (blocks.length === 0) return pasted;
	return blocks.map(([, label = '', content = '']) => tidy(label, content)).join('');
}
