-- Does a quantity stand in the asserted inequality without any rounding?
-- One answer per quantity, operator and asserted value; blank for an equality, which is always meant as rounded.
create macro claim_exact(quantity, operator, asserted) as
    case operator
        when '>=' then quantity >= asserted
        when '>' then quantity > asserted
        when '<=' then quantity <= asserted
        when '<' then quantity < asserted
    end;

comment on macro claim_exact is 'Whether the exact quantity stands in the inequality to the asserted value';
