/** The version of the library's numerics: raised where the same options give other numbers than before. */
export const numerics = 2;
