import data from './data.json' with { type: 'json' };
console.log(data);
import('./data.json', { with: { type: 'json' } }).then((m) => console.log(m.default));
for (const [name, type] of [['./data.json'], ['./default.mjs', 'json'], ['./default.mjs', 'css']]) {
  await import(name, type && { with: { type } }).catch((e) => console.log(e.code, e.message.replace(/file:.*modules/, '')));
}
