exports.q = 1
exports.w = 'two'
