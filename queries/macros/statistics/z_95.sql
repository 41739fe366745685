-- How many standard errors on each side hold 95 % of a normal distribution?
-- One number: its quantile at 0.975.
create macro z_95() as 1.959963984540054::double;

comment on macro z_95 is 'Quantile of the normal distribution at 0.975';
