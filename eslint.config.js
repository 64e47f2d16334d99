// Lint rules: TypeScript's strict set, Svelte's, and those of the house (clock, dice, comments that switch checks off).
import svelte from 'eslint-plugin-svelte';
import typescript from 'typescript-eslint';

const clock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'The time is a parameter; only lib/platform asks the clock.'
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'The time is a parameter; only lib/platform asks the clock.'
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Randomness comes from a seed that is a parameter.'
  }
];
const moreThanThree = {
  selector: ':function[params.length>4]',
  message: 'More than three parameters (besides db): name them in one object.'
};

export default typescript.config(
  {
    ignores: [
      'build/',
      'node_modules/',
      '.svelte-kit/',
      'data/',
      'src/generated/',
      'coverage/',
      'bench/work/'
    ]
  },
  ...typescript.configs.strict,
  ...svelte.configs['flat/recommended'],
  {
    languageOptions: { parserOptions: { extraFileExtensions: ['.svelte'] } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-restricted-syntax': ['error', ...clock, moreThanThree],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-empty-object-type': [
        'error',
        { allowInterfaces: 'always', allowObjectTypes: 'always' }
      ],
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/require-each-key': 'off'
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: typescript.parser } }
  },
  { files: ['src/lib/platform/**'], rules: { 'no-restricted-syntax': ['error', moreThanThree] } },
  {
    files: ['**/*.test.ts', 'tests/**', 'e2e/**', 'bench/**', 'scripts/**', '*.config.*'],
    rules: {
      'no-restricted-syntax': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off'
    }
  }
);
