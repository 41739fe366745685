-- Does a quantity stand in the asserted relation at the claim's precision?
-- One answer per quantity, operator, asserted value and step: both are rounded half up to the step first.
create macro claim_holds(quantity, operator, asserted, step) as
    case operator
        when '>=' then half_up(quantity, step) >= asserted
        when '>' then half_up(quantity, step) > asserted
        when '<=' then half_up(quantity, step) <= asserted
        when '<' then half_up(quantity, step) < asserted
        else half_up(quantity, step) = half_up(asserted, step)
    end;

comment on macro claim_holds is 'Whether the rounded quantity stands in the relation to the asserted value';
