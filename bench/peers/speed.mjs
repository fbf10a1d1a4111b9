// Words a second of wink-nlp (tokens, tags, entities) and compromise (tokens, tags, people, places, organizations) over a folder of texts. No parse in either.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import winkNLP from 'wink-nlp';
import model from 'wink-eng-lite-web-model';
import compromise from 'compromise';

const folder = process.argv[2];
if (!folder) {
  console.error('speed.mjs: expected a folder of .txt files.');
  process.exit(2);
}
const texts = readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().map((name) => readFileSync(join(folder, name), 'utf8'));
const rounds = 3;

const wink = winkNLP(model);
const its = wink.its;
function readWithWink(text) {
  const doc = wink.readDoc(text);
  doc.tokens().out(its.pos);
  doc.entities().out();
  return doc.tokens().length();
}
function readWithCompromise(text) {
  const doc = compromise(text);
  doc.people().out('array');
  doc.places().out('array');
  doc.organizations().out('array');
  return doc.wordCount();
}
for (const [name, read] of [['wink-nlp', readWithWink], ['compromise', readWithCompromise]]) {
  let best = Infinity;
  let words = 0;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    words = texts.reduce((sum, text) => sum + read(text), 0);
    best = Math.min(best, performance.now() - start);
  }
  console.log(`${name}: ${Math.round(words / best * 1000).toLocaleString('en')} words/s (${words} words, best of ${rounds}; tags and names, no parse)`);
}
