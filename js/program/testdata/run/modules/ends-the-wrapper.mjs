export const x = 1;
}); (function () {
