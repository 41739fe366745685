-- Can a share of n items be printed as this percentage?
-- One answer per percentage, number of its decimals and n: GRIM (Brown & Heathers 2017), halves rounded either way.
create macro grim_possible(score, decimals, n) as
    2 * millionths(score) + cast(power(10, 6 - least(decimals, 6)) as hugeint) >= 0
    and least(
        cast(n as hugeint),
        (2 * millionths(score) + cast(power(10, 6 - least(decimals, 6)) as hugeint)) * n // 200000000
    ) * 200000000 >= (2 * millionths(score) - cast(power(10, 6 - least(decimals, 6)) as hugeint)) * n;

comment on macro grim_possible is
    'True where some whole number of right answers among n rounds to the printed percentage; in whole millionths, '
    'exact';
