// Generators that go on with themselves, and never come to an end.
const t = (name, f) => {
  try { console.log(name, f()) } catch (err) { console.log(name, err.name, err.message) }
}
t('yield*', () => { function * f () { yield * f() } return f().next() })
t('loop', () => { function * f () { for (const x of f()) yield x } return f().next() })
t('spread', () => { function * f () { yield [...f()] } return f().next() })
t('next', () => { function * f () { yield f().next() } return f().next() })
t('deep', () => { function * f (n) { if (n > 0) yield * f(n - 1); yield n } return [...f(500)].length })
