const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;

/**
 * PEM text as OpenSSL wants it. A one-line input field turns line breaks into blanks (or `\n` written out);
 * this puts them back. Text that still has its lines is left alone.
 *
 * @param value what the user pasted
 * @returns PEM text, or '' when nothing was pasted
 */
export function cleanPem(value: unknown): string {
	const pasted = typeof value === 'string' ? value.trim().replace(/\\n/g, '\n') : '';
	if (pasted.includes('\n')) return `${pasted}\n`;
	return pasted.replace(PEM_BLOCK, (_block, label: string, body: string) => {
		const lines = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
		return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
	});
}
