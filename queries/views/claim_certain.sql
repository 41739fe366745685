-- Does the asserted relation hold wherever in its limits the quantity lies?
-- One answer per limits, operator, asserted value and step; a blank upper limit is none.
create macro claim_certain(low, high, operator, asserted, step) as
    coalesce(case operator
        when '>=' then half_up(low, step) >= asserted
        when '>' then low > asserted
        when '<=' then half_up(high, step) <= asserted
        when '<' then high < asserted
        else half_up(low, step) = half_up(asserted, step) and half_up(high, step) = half_up(asserted, step)
    end, false);

comment on macro claim_certain is 'Whether the relation holds at the claim''s decimals for every value within the limits; more than and less than are not rounded';
