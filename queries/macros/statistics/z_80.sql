-- How many standard errors below the expected difference does a test still find in four of five tries?
-- One number: the quantile of the normal distribution at 0.8.
create macro z_80() as 0.8416212335729143::double;

comment on macro z_80 is 'Quantile of the normal distribution at 0.8';
