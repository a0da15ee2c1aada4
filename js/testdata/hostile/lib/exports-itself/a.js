for (const name of ['itself', 'itself/list', 'itself/none', '#a', '#b']) {
  try { console.log(name, require(name)) } catch (err) { console.log(name, err.code) }
}
module.exports = 'a'
