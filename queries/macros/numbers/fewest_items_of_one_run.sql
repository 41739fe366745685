-- From how many items on is a published share expected to come from one run?
-- One number. Below it benchmarks are run several times as a rule and the mean is published (AIME, HMMT and GPQA as
-- avg@k, τ²-Bench four times, Terminal-Bench five times, AA-LCR three times).
create macro fewest_items_of_one_run() as 200;

comment on macro fewest_items_of_one_run is 'Items below which the mean of several runs is the rule';
