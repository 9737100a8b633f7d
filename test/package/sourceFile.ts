import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

import { ROOT } from './repoFiles';

/** A source file as TypeScript's own parser reads it. */
export class SourceFile {
	readonly text: string;

	private readonly tree: ts.SourceFile;

	/** @param path relative to the package */
	constructor(
		readonly path: string,
		text?: string,
	) {
		this.text = text ?? readFileSync(join(ROOT, path), 'utf8');
		this.tree = ts.createSourceFile(path, this.text, ts.ScriptTarget.ES2022, true);
	}

	private nodes(): ts.Node[] {
		const found: ts.Node[] = [];
		const visit = (node: ts.Node) => {
			found.push(node);
			ts.forEachChild(node, visit);
		};
		visit(this.tree);
		return found;
	}

	/** What it imports or re-exports in any way, as written; types too. */
	imports(): string[] {
		return this.nodes().flatMap((node) => {
			const specifier = specifierOf(node);
			if (specifier === null) return [];
			return [ts.isStringLiteralLike(specifier) ? specifier.text : specifier.getText()];
		});
	}

	/** The files of the package that it imports, without ending. */
	importedFiles(): string[] {
		return this.imports()
			.filter((specifier) => specifier.startsWith('.'))
			.map((specifier) => posix.join(posix.dirname(this.path), specifier));
	}

	/** Places where the compiler is told to look away. */
	evasions(): string[] {
		const evasions = this.nodes().filter(
			(node) => node.kind === ts.SyntaxKind.AnyKeyword || isDoubleCast(node),
		);
		const comments = this.text.match(/@ts-(ignore|expect-error|nocheck)|(es|ts)lint-disable/g);
		return [...evasions.map((node) => node.getText()), ...(comments ?? [])];
	}
}

function specifierOf(node: ts.Node): ts.Expression | ts.TypeNode | null {
	if (ts.isImportDeclaration(node)) return node.moduleSpecifier;
	if (ts.isExportDeclaration(node)) return node.moduleSpecifier ?? null;
	if (ts.isExternalModuleReference(node)) return node.expression;
	if (ts.isImportTypeNode(node)) {
		return ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)
			? node.argument.literal
			: node.argument;
	}
	if (!ts.isCallExpression(node)) return null;
	const { expression } = node;
	const isImport = expression.kind === ts.SyntaxKind.ImportKeyword;
	const isRequire = ts.isIdentifier(expression) && expression.text === 'require';
	return isImport || isRequire ? (node.arguments[0] ?? null) : null;
}

/** `x as unknown as T`, also in its older spelling. */
function isDoubleCast(node: ts.Node): boolean {
	if (!ts.isAsExpression(node) && !ts.isTypeAssertionExpression(node)) return false;
	let inner = node.expression;
	while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
	return (
		(ts.isAsExpression(inner) || ts.isTypeAssertionExpression(inner)) &&
		inner.type.kind === ts.SyntaxKind.UnknownKeyword
	);
}
