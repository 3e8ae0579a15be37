import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

export default tseslint.config(
	{ ignores: ["dist", ".papi", "src/api/schema.d.ts", "screenshots", "test-results", "playwright-report"] },
	js.configs.recommended,
	...tseslint.configs.strict,
	{
		files: ["**/*.{ts,tsx}"],
		rules: {
			"@typescript-eslint/no-floating-promises": "error",
			"@typescript-eslint/switch-exhaustiveness-check": "off",
			"@typescript-eslint/consistent-type-imports": "error",
			// Amounts are bigints; a number in their place is a bug that a cast would hide.
			"no-restricted-syntax": [
				"error",
				{
					selector: "CallExpression[callee.name='parseFloat']",
					message: "Amounts are parsed by lib/amount.ts.",
				},
				{
					selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
					message: "Text of users must never become markup.",
				},
			],
		},
		languageOptions: {
			globals: globals.browser,
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
		},
	},
	{
		files: ["src/**/*.{ts,tsx}"],
		plugins: { "react-hooks": reactHooks },
		rules: reactHooks.configs.recommended.rules,
	},
	{ ...jsxA11y.flatConfigs.recommended, files: ["src/**/*.tsx"] },
	{ files: ["public/**"], languageOptions: { globals: globals.browser } },
	{ files: ["scripts/**", "e2e/**", "*.ts", "*.js"], languageOptions: { globals: globals.node } },
);
