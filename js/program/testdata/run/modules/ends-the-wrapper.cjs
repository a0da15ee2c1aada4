module.exports = 1;
})(); (function () {
