declare module 'snowball-stemmers' {
  const stemmers: { newStemmer(language: 'hungarian'): { stem(word: string): string } };
  export default stemmers;
}
