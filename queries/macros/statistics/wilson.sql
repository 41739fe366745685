-- Between which shares does a published share of n items lie, with 95 % confidence?
-- One struct (low, high) per share and number of items: Wilson's interval (Brown, Cai & DasGupta 2001).
create macro wilson(share, n) as {
    'low': (share + z_95() * z_95() / 2 / n
        - z_95() * sqrt(share * (1 - share) / n + z_95() * z_95() / 4 / n / n)) / (1 + z_95() * z_95() / n),
    'high': (share + z_95() * z_95() / 2 / n
        + z_95() * sqrt(share * (1 - share) / n + z_95() * z_95() / 4 / n / n)) / (1 + z_95() * z_95() / n)
};

comment on macro wilson is 'Wilson interval of 95 % of a share of n items, as shares';
