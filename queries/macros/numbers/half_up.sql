-- What is a number rounded half up to a step, in exact decimals?
-- One number per number and step (0.1 keeps one decimal, 100 rounds to hundreds); half goes away from zero.
create macro half_up(x, step) as
    cast(
        sign(x) * ((2 * millionths(abs(x)) + millionths(step)) // (2 * millionths(step))) * millionths(step)
        as decimal(38, 0)
    ) * cast(0.000001 as decimal(18, 6));

comment on macro half_up is
    'x rounded half up to a multiple of step, in whole millionths: a quotient of decimals would be a binary fraction';
