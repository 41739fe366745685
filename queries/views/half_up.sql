-- What is a number rounded half up to a step, in exact decimals?
-- One number per number and step (0.1 keeps one decimal, 100 rounds to hundreds).
create macro half_up(x, step) as
    cast(floor(cast(x as decimal(18, 6)) / cast(step as decimal(18, 6)) + 0.5) * cast(step as decimal(18, 6)) as decimal(18, 6));

comment on macro half_up is 'x rounded half up to a multiple of step';
