/** The most runs that one compiled program moves on at a time: more compute no faster, and wait longer for the last runs. */
export const MOST_LANES = 8;
