-- What may be said of a difference by its error alone?
-- One level per difference: 2 not distinguishable, 3 undetermined, 4 appears ahead, 5 ahead; blank without an error.
create macro pair_level(difference, error_best, resolution, p_independent, p_worst) as
    case
        when error_best is null then null
        when abs(difference) <= z_95() * error_best or abs(difference) < resolution then 2
        when p_independent > 0.05 then 3
        when p_worst > 0.05 then 4
        else 5
    end;

comment on macro pair_level is
    'Level of the verdict ladder that the error of a difference allows, p-values after Bonferroni';
