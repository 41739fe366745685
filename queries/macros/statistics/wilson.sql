-- Between which shares does a published share of n items lie, with 95 % confidence?
-- One struct (low, high) per share and number of items: Wilson's interval (Brown, Cai & DasGupta 2001).
create macro wilson(share, n) as {
    'low': (share + 1.920729410347062 / n
        - 1.959963984540054 * sqrt(share * (1 - share) / n + 0.960364705173531 / n / n)) / (1 + 3.841458820694124 / n),
    'high': (share + 1.920729410347062 / n
        + 1.959963984540054 * sqrt(share * (1 - share) / n + 0.960364705173531 / n / n)) / (1 + 3.841458820694124 / n)
};

comment on macro wilson is 'Wilson interval of 95 % of a share of n items, as shares';
