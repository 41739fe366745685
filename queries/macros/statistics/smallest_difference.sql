-- Which difference would a benchmark of n items show in four of five tries?
-- One difference of shares per share and n: errors independent, 5 % two-sided, power 80 %.
create macro smallest_difference(share, n) as (z_95() + z_80()) * sqrt(2 * share * (1 - share) / n);

comment on macro smallest_difference is 'Smallest difference of shares that n items show with a power of 80 %';
