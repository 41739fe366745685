-- How far can a number with so many decimals be from what was rounded?
-- One number per number of decimals: half of the last place.
create macro half_step(decimals) as cast(0.5 / power(10, decimals) as decimal(18, 6));

comment on macro half_step is 'Half a unit in the last place of a number with so many decimals';
