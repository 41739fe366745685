-- How many millionths is a number?
-- One whole number per number.
create macro millionths(x) as
    cast(cast(x as decimal(38, 6)) * 1000000 as hugeint);

comment on macro millionths is 'x in whole millionths, exact';
